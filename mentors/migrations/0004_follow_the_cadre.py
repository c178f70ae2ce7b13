"""A pairing goes where its cadre goes, and ends when they have no village any more."""

from django.db import migrations

# Notes and words of it follow by their own keys. It ends as the posting did, with its reason; a
# handover that has said otherwise comes after and stands.
FOLLOW = migrations.RunSQL(
    """
    CREATE FUNCTION mentors_follow_cadre() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE left_on date; why text; today date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
    BEGIN
        IF length(NEW.area_code) = 12 THEN
            UPDATE mentors_pairing SET village_id = NEW.area_code
            WHERE cadre_id = NEW.id AND village_id <> NEW.area_code
              AND (ended_on IS NULL OR ended_on > today);
            RETURN NULL;
        END IF;
        SELECT ended_on, reason INTO left_on, why FROM cadres_posting
        WHERE cadre_id = NEW.id AND ended_on IS NOT NULL ORDER BY ended_on DESC LIMIT 1;
        UPDATE mentors_pairing
        SET ended_on = greatest(coalesce(left_on, today), began_on),
            reason = left(concat_ws('：', '任职结束', nullif(why, '')), 100)
        WHERE cadre_id = NEW.id AND ended_on IS NULL;
        RETURN NULL;
    END $$;
    CREATE TRIGGER mentors_follow_cadre AFTER UPDATE OF area_code ON cadres_cadre
        FOR EACH ROW WHEN (OLD.area_code IS DISTINCT FROM NEW.area_code)
        EXECUTE FUNCTION mentors_follow_cadre();
    """,
    """
    DROP TRIGGER mentors_follow_cadre ON cadres_cadre;
    DROP FUNCTION mentors_follow_cadre();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("mentors", "0003_hold_offered_beyond")]
    operations = [FOLLOW]
