"""The blueprint of the pages that everyone may read; every address names its language."""

from flask import Blueprint

public = Blueprint("public", __name__, url_prefix="/<language:language>")
