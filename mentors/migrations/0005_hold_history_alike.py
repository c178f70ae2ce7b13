"""What happened to a mentor is shown where the mentor is shown, and no wider."""

from django.db import migrations

ALIKE = migrations.RunSQL(
    """
    CREATE POLICY beyond ON mentors_mentorevent FOR SELECT USING (
        offered_beyond AND length(reach()) = 9
        AND area_id >= left(reach(), 6) AND area_id < left(reach(), 6) || ':');
    CREATE POLICY cited_mentors_pairing ON mentors_mentorevent FOR SELECT USING (
        pgh_obj_id = ANY(ARRAY(SELECT c.mentor_id FROM mentors_pairing c
                               WHERE c.village_id >= reach() AND c.village_id < reach_end())));
    """,
    """
    DROP POLICY cited_mentors_pairing ON mentors_mentorevent;
    DROP POLICY beyond ON mentors_mentorevent;
    """,
)


class Migration(migrations.Migration):
    dependencies = [("mentors", "0004_follow_the_cadre")]
    operations = [ALIKE]
