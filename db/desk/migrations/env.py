"""Alembic's entry: runs the steps on the connection that `bring_up` hands in. One rule: no engine is made
here.
"""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
