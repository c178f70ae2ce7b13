from django.db import migrations

from fushan.org.reach import held, private, tied, trail

OF_A_SCHEME = ("evaluation_component", "evaluation_indicator", "evaluation_rule")
OF_A_SCHEMES_AREA = ("evaluation_scheme", *OF_A_SCHEME)
ONES_OWN = ("evaluation_hint", "evaluation_hintstep")


def ones_word(table, deed, check):
    """Who was posted elsewhere since may still explain, and appeal, what is about themselves."""
    return migrations.RunSQL(
        f"CREATE POLICY word ON {table} FOR {deed} {check} (cadre_id = reach_person())",
        f"DROP POLICY word ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial"), ("org", "0002_reach")]
    operations = [
        *(held(table, "area_id", from_below=True) for table in OF_A_SCHEMES_AREA),
        *(trail(f"{table}event", "area_id", from_below=True) for table in OF_A_SCHEMES_AREA),
        *(tied(table, "scheme_id", "evaluation_scheme", "area_id") for table in OF_A_SCHEME),
        *(held(table, "village_id", own="cadre_id") for table in ONES_OWN),
        *(trail(f"{table}event", "village_id", own="cadre_id") for table in ONES_OWN),
        *(private(table, "cadre_id") for table in ONES_OWN),
        *(private(f"{table}event", "cadre_id") for table in ONES_OWN),
        ones_word("evaluation_hint", "UPDATE", "USING"),
        ones_word("evaluation_hintevent", "INSERT", "WITH CHECK"),
        ones_word("evaluation_hintstep", "INSERT", "WITH CHECK"),
        ones_word("evaluation_hintstepevent", "INSERT", "WITH CHECK"),
    ]
