"""What Alembic runs for every migration; the connection comes from `catalogue.migrations`."""

from alembic import context

from catalogue.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite cannot alter most of a table; Alembic then copies it.
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
context.run_migrations()
