"""What scripts may ask and send over HTTP: a token instead of a sign-in, JSON in, JSON or a problem out."""
