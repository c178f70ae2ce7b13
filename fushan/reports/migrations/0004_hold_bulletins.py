from django.db import migrations

from fushan.org.reach import held, tied, trail


def final_from_above(table):
    """Those below read what an office above them has sent out, and no draft of it."""
    return migrations.RunSQL(
        f"""
        CREATE POLICY above ON {table} FOR SELECT
            USING (area_id = ANY(reach_above()) AND state = 'final')
        """,
        f"DROP POLICY above ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_bulletins")]
    operations = [
        held("reports_bulletin", "area_id"),
        trail("reports_bulletinevent", "area_id"),
        final_from_above("reports_bulletin"),
        final_from_above("reports_bulletinevent"),
        held("reports_paragraph", "area_id"),
        trail("reports_paragraphevent", "area_id"),
        tied("reports_paragraph", "bulletin_id", "reports_bulletin", "area_id"),
        held("reports_wordtemplate", "area_id"),
        trail("reports_wordtemplateevent", "area_id"),
    ]
