"""What `flask run` and gunicorn load."""

from council.factory import create_app

app = create_app()
