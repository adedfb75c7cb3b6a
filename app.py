"""What `flask run` and gunicorn load."""

from council.admin import checks
from council.factory import create_app

app = create_app()
checks.run(app)
