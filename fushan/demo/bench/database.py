"""A second database beside the application's own, made for a measurement and dropped after it."""

from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg import sql


def _ask(settings, statement):
    """Outside any transaction, on the application's own database."""
    login = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    with psycopg.connect(**{k: v for k, v in login.items() if v}, autocommit=True) as connection:
        return (
            connection.execute(statement).fetchone()
            if statement.startswith("SELECT")
            else (connection.execute(sql.SQL(statement)))
        )


@contextmanager
def second_database(name, *, keep):
    """Inside, `default` is the second one. Yields whether it is new; `keep` leaves it for again."""
    settings = connections["default"].settings_dict
    own = dict(settings)
    known = bool(_ask(own, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))
    if not known:
        _ask(own, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    connections["default"].close_pool()
    settings["NAME"], settings["OPTIONS"] = name, dict(settings["OPTIONS"])
    settings["OPTIONS"].pop("pool", None)
    whole = False
    try:
        yield not known
        whole = True
    finally:
        connections["default"].close()
        if not keep or not (known or whole):  # half a county is no county
            _ask(own, f"DROP DATABASE {name}")
