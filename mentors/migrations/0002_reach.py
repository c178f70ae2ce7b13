from django.db import migrations

from fushan.org.reach import held, private, tied, trail

ONES_OWN = ("mentors_mentoringnote", "mentors_mentorword")


def guiding(table, key):
    """A cadre's former mentors stay theirs to read, wherever they went since."""
    return migrations.RunSQL(
        f"""
        CREATE POLICY guided ON {table} FOR SELECT USING (
            EXISTS (SELECT 1 FROM mentors_pairing c
                    WHERE c.mentor_id = {table}.{key} AND c.cadre_id = reach_person()))
        """,
        f"DROP POLICY guided ON {table}",
    )


# Of the pool of the cadre's own township, and on no day more than the mentor guides at most. How
# many that are changes on the first day of a pairing only. The lock makes two that pair at once
# wait for one another.
CAP = migrations.RunSQL(
    """
    CREATE FUNCTION hold_mentors_cap() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE mentor mentors_mentor%ROWTYPE;
    BEGIN
        PERFORM pg_advisory_xact_lock(1028, NEW.mentor_id::int);
        SELECT * INTO mentor FROM mentors_mentor WHERE id = NEW.mentor_id;
        IF mentor.area_id <> left(NEW.village_id, 9) THEN
            RAISE check_violation USING
                MESSAGE = 'mentor of elsewhere', CONSTRAINT = 'mentor_of_elsewhere';
        END IF;
        IF EXISTS (
            SELECT 1 FROM (
                SELECT NEW.began_on AS day
                UNION SELECT began_on FROM mentors_pairing
                WHERE mentor_id = NEW.mentor_id AND id <> NEW.id AND began_on > NEW.began_on
                  AND (NEW.ended_on IS NULL OR began_on < NEW.ended_on)) AS days
            WHERE (SELECT count(*) FROM mentors_pairing p
                   WHERE p.mentor_id = NEW.mentor_id AND p.id <> NEW.id AND p.began_on <= days.day
                     AND (p.ended_on IS NULL OR p.ended_on > days.day)) >= mentor.cap) THEN
            RAISE check_violation USING MESSAGE = 'mentor is full', CONSTRAINT = 'mentor_is_full';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER mentors_cap BEFORE INSERT OR UPDATE OF mentor_id, village_id, began_on
        ON mentors_pairing FOR EACH ROW EXECUTE FUNCTION hold_mentors_cap();
    """,
    "DROP TRIGGER mentors_cap ON mentors_pairing; DROP FUNCTION hold_mentors_cap();",
)


class Migration(migrations.Migration):
    dependencies = [("mentors", "0001_initial"), ("org", "0002_reach")]
    operations = [
        held("mentors_pairing", "village_id", own="cadre_id"),
        trail("mentors_pairingevent", "village_id", own="cadre_id"),
        held("mentors_mentor", "area_id", from_below=True),
        trail("mentors_mentorevent", "area_id", from_below=True),
        guiding("mentors_mentor", "id"),
        guiding("mentors_mentorevent", "pgh_obj_id"),
        *(held(table, "village_id", own="cadre_id") for table in ONES_OWN),
        *(trail(f"{table}event", "village_id", own="cadre_id") for table in ONES_OWN),
        *(private(table, "cadre_id") for table in ONES_OWN),
        *(private(f"{table}event", "cadre_id") for table in ONES_OWN),
        *(tied(t, "pairing_id", "mentors_pairing", "village_id", "cadre_id") for t in ONES_OWN),
        CAP,
    ]
