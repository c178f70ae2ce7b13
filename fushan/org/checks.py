"""What `manage.py check --database default` and `migrate` say of the database's role."""

from django.core.checks import Error
from django.db import connection


def role_is_bound(app_configs, databases, **more):
    """A superuser sees every row, whatever reach is open: then nothing here is held."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        unbound = cursor.fetchone()[0]
    if not unbound:
        return []
    hint = "请为本系统另建一个普通的数据库角色：CREATE ROLE fushan LOGIN;"
    return [Error("数据库角色不受行级安全约束，谁都能看到全部数据。", hint=hint, id="org.E001")]
