from django.db import migrations


class Migration(migrations.Migration):
    """pg_dump asks with an empty search_path: the function says where its table lies."""

    dependencies = [
        ("cadres", "0006_hold_handovers"),
        ("org", "0004_reach_from_any_schema"),
    ]
    operations = [
        migrations.RunSQL(
            """
            CREATE OR REPLACE FUNCTION reach_own_villages() RETURNS text[]
            LANGUAGE sql STABLE PARALLEL SAFE AS $$
                SELECT ARRAY(SELECT village_id FROM public.cadres_posting
                             WHERE cadre_id = public.reach_person())
            $$;
            """,
            migrations.RunSQL.noop,
        )
    ]
