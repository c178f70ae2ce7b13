from django.db import migrations

from fushan.org.reach import held, private, trail

OF_AN_APPRAISAL = (
    "evaluation_appraisalstep",
    "evaluation_appraisalmark",
    "evaluation_appraisalpart",
    "evaluation_appraisalrecord",
)
TABLES = ("evaluation_appraisal", *OF_AN_APPRAISAL)
ITS_OWN = "shown_on IS NOT NULL"
OF_IT = (
    "EXISTS (SELECT 1 FROM evaluation_appraisal a"
    " WHERE a.id = appraisal_id AND a.shown_on IS NOT NULL)"
)


def once_shown(table, condition):
    """The cadre sees nothing of their own appraisal before it is shown to them."""
    return migrations.RunSQL(
        f"""
        CREATE POLICY shown ON {table} AS RESTRICTIVE
            USING (reach_anyone() OR reach_is('trail') OR {condition})
        """,
        f"DROP POLICY shown ON {table}",
    )


def ones_word(table, deed, check):
    """Who was posted elsewhere since may still reply, and appeal."""
    return migrations.RunSQL(
        f"CREATE POLICY word ON {table} FOR {deed} {check} (cadre_id = reach_person())",
        f"DROP POLICY word ON {table}",
    )


def appraised_by(table, key):
    """Who stands between two villages reads by which scheme they were appraised."""
    mine = "SELECT a.scheme_id FROM evaluation_appraisal a WHERE a.cadre_id = reach_person()"
    return migrations.RunSQL(
        f"CREATE POLICY appraised_by ON {table} FOR SELECT USING ({key} = ANY(ARRAY({mine})))",
        f"DROP POLICY appraised_by ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_reach")]
    operations = [
        *(held(table, "village_id", own="cadre_id") for table in TABLES),
        *(trail(f"{table}event", "village_id", own="cadre_id") for table in TABLES),
        *(private(table, "cadre_id") for table in TABLES),
        *(private(f"{table}event", "cadre_id") for table in TABLES),
        once_shown("evaluation_appraisal", ITS_OWN),
        once_shown("evaluation_appraisalevent", ITS_OWN),
        *(once_shown(table, OF_IT) for table in OF_AN_APPRAISAL),
        *(once_shown(f"{table}event", OF_IT) for table in OF_AN_APPRAISAL),
        ones_word("evaluation_appraisal", "UPDATE", "USING"),
        ones_word("evaluation_appraisalevent", "INSERT", "WITH CHECK"),
        ones_word("evaluation_appraisalstep", "INSERT", "WITH CHECK"),
        ones_word("evaluation_appraisalstepevent", "INSERT", "WITH CHECK"),
        appraised_by("evaluation_scheme", "id"),
        appraised_by("evaluation_schemeevent", "pgh_obj_id"),
    ]
