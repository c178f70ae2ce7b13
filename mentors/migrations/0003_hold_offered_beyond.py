"""Mentors who agreed to it are shown to the other townships of their county, and guide there too."""

from django.db import migrations

# A township reads of another's pool only who agreed to be offered, and whoever guides a cadre of
# its own. Neither may be written; notes and pairings stay where they are held.
BEYOND = migrations.RunSQL(
    """
    CREATE POLICY beyond ON mentors_mentor FOR SELECT USING (
        offered_beyond AND length(reach()) = 9
        AND area_id >= left(reach(), 6) AND area_id < left(reach(), 6) || ':');
    CREATE POLICY cited_mentors_pairing ON mentors_mentor FOR SELECT USING (
        id = ANY(ARRAY(SELECT c.mentor_id FROM mentors_pairing c
                       WHERE c.village_id >= reach() AND c.village_id < reach_end())));
    """,
    """
    DROP POLICY cited_mentors_pairing ON mentors_mentor;
    DROP POLICY beyond ON mentors_mentor;
    """,
)

# How many a mentor guides is asked of all townships together, as a constraint would: these open
# everything for as long as they run and close it again; a refusal's rollback does so too. They tell
# a number and a refusal, never a row.
GUIDES = migrations.RunSQL(
    """
    CREATE FUNCTION mentor_guides(mentor bigint, day date) RETURNS integer
    LANGUAGE plpgsql AS $$
    DECLARE opened text := current_setting('fushan.area', true); guided integer;
    BEGIN
        PERFORM public.no_reach() WHERE coalesce(opened, '') = '';
        PERFORM set_config('fushan.area', '*', true);
        SELECT count(*) INTO guided FROM public.mentors_pairing
        WHERE mentor_id = mentor AND began_on <= day AND (ended_on IS NULL OR ended_on > day);
        PERFORM set_config('fushan.area', opened, true);
        RETURN guided;
    END $$;
    """,
    "DROP FUNCTION mentor_guides(bigint, date);",
)

# Who is chosen stands in the pool of the cadre's township, or offered to guide beyond theirs. A
# pairing that follows its cadre stays as it is. On no day does a mentor guide more than the cap:
# how many they guide changes on the first day of a pairing only. The lock makes two that pair at
# once wait for one another.
CAP = migrations.RunSQL(
    """
    CREATE OR REPLACE FUNCTION hold_mentors_cap() RETURNS trigger
    LANGUAGE plpgsql AS $$
    DECLARE
        mentor mentors_mentor%ROWTYPE;
        opened text := current_setting('fushan.area', true);
        is_full boolean;
    BEGIN
        PERFORM set_config('fushan.area', '*', true);
        PERFORM pg_advisory_xact_lock(1028, NEW.mentor_id::int);
        SELECT * INTO mentor FROM mentors_mentor WHERE id = NEW.mentor_id;
        IF (TG_OP = 'INSERT' OR NEW.mentor_id <> OLD.mentor_id)
           AND mentor.area_id <> left(NEW.village_id, 9)
           AND NOT (mentor.offered_beyond AND left(mentor.area_id, 6) = left(NEW.village_id, 6))
        THEN
            RAISE check_violation USING
                MESSAGE = 'mentor of elsewhere', CONSTRAINT = 'mentor_of_elsewhere';
        END IF;
        is_full := NEW.ended_on IS DISTINCT FROM NEW.began_on AND EXISTS (
            SELECT 1 FROM (
                SELECT NEW.began_on AS day
                UNION SELECT began_on FROM mentors_pairing
                WHERE mentor_id = NEW.mentor_id AND id <> NEW.id AND began_on > NEW.began_on
                  AND (NEW.ended_on IS NULL OR began_on < NEW.ended_on)) AS days
            WHERE (SELECT count(*) FROM mentors_pairing p
                   WHERE p.mentor_id = NEW.mentor_id AND p.id <> NEW.id AND p.began_on <= days.day
                     AND (p.ended_on IS NULL OR p.ended_on > days.day)) >= mentor.cap);
        IF is_full THEN
            RAISE check_violation USING MESSAGE = 'mentor is full', CONSTRAINT = 'mentor_is_full';
        END IF;
        PERFORM set_config('fushan.area', opened, true);
        RETURN NEW;
    END $$;
    DROP TRIGGER mentors_cap ON mentors_pairing;
    CREATE TRIGGER mentors_cap BEFORE INSERT OR UPDATE OF mentor_id, began_on
        ON mentors_pairing FOR EACH ROW EXECUTE FUNCTION hold_mentors_cap();
    """,
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    dependencies = [("mentors", "0002_reach")]
    operations = [BEYOND, GUIDES, CAP]
