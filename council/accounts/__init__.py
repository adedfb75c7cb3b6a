"""Who people are here: accounts, departments, signing in and out, and links that let a person set a password."""
