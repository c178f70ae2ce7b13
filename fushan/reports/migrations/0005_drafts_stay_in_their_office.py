from django.db import migrations

OF_THE_OFFICE = "area_id = reach() OR reach() = '' OR reach_is('trail')"


def of_the_office(table, shown):
    """Those above read what an office has handed in, and no draft of it. `shown`: what else is."""
    return migrations.RunSQL(
        f"""
        CREATE POLICY of_the_office ON {table} AS RESTRICTIVE
            USING ({shown} OR {OF_THE_OFFICE})
        """,
        f"DROP POLICY of_the_office ON {table}",
    )


# A part is shown where its bulletin is: that table's own policies answer for both.
WITH_ITS_BULLETIN = "EXISTS (SELECT 1 FROM reports_bulletin b WHERE b.id = bulletin_id)"


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_hold_bulletins")]
    operations = [
        of_the_office("reports_bulletin", "state <> 'draft'"),
        of_the_office("reports_bulletinevent", "state <> 'draft'"),
        of_the_office("reports_paragraph", WITH_ITS_BULLETIN),
        of_the_office("reports_paragraphevent", WITH_ITS_BULLETIN),
    ]
