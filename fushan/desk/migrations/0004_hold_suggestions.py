from django.db import migrations

from fushan.org.reach import RELIEF, held, tied, trail


def open_to_all(table):
    """To read, for whoever opened the suggestions and nothing else."""
    return migrations.RunSQL(
        f"CREATE POLICY relief ON {table} FOR SELECT USING (reach_is('{RELIEF}'))",
        f"DROP POLICY relief ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_hold_closed_months"), ("org", "0002_reach")]
    operations = [
        held("desk_suggestion", "area_id", from_below=True, anyone_adds=True),
        held("desk_suggestionanswer", "area_id", from_below=True),
        trail("desk_suggestionanswerevent", "area_id", from_below=True),
        open_to_all("desk_suggestion"),
        open_to_all("desk_suggestionanswer"),
        open_to_all("desk_suggestionanswerevent"),
        tied("desk_suggestionanswer", "suggestion_id", "desk_suggestion", "area_id"),
    ]
