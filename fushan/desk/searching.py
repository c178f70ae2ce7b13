"""Finding records by words in them: which to ask for, and how the table of words is kept."""

import re

from django.db.migrations import RunSQL
from django.db.models import CharField, Func

from fushan.desk.models import Found, SearchEntry

MOST = 1000  # of more the latest are met soon on the way down the list
REACH = Func(function="reach", output_field=CharField())
REACH_END = Func(function="reach_end", output_field=CharField())

# What is not read: blanks and marks of both widths. Letters are small.
MARKS = r"\s!-/:-@\[-`{-~，。、；：？！“”‘’（）《》〈〉【】…—·￥％"
GRAMS = RunSQL(
    f"""
    CREATE FUNCTION two_by_two(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT substr(plain, n, 2)), '{{}}')
        FROM (SELECT regexp_replace(lower(words), '[{MARKS}]', '', 'g') AS plain) read,
             generate_series(1, length(plain) - 1) n
    $$
    """,
    "DROP FUNCTION two_by_two(text)",
)


def kept(table, kind, *, record="id", place="village_id", words):
    """Triggers that keep the entries of a table, and the entries of what it holds already.

    `record`, `place`, `words`: SQL of a row's columns. For the migration that makes the table.
    """
    told = f"SELECT '{kind}', {record}::bigint, {place}, public.two_by_two({words}) FROM {{}}"
    into = "INSERT INTO public.desk_searchentry (kind, record, place, grams) "
    function = f"""
        CREATE FUNCTION search_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM public.desk_searchentry
                WHERE kind = '{kind}' AND record IN (SELECT {record}::bigint FROM was_there);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                {into}{told.format("now_there")};
            END IF;
            RETURN NULL;
        END $$
    """
    moments = {
        "insert": "NEW TABLE AS now_there",
        "update": "OLD TABLE AS was_there NEW TABLE AS now_there",
        "delete": "OLD TABLE AS was_there",
    }
    triggers = [
        f"CREATE TRIGGER search_{moment} AFTER {moment} ON {table} REFERENCING {seen} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION search_{table}()"
        for moment, seen in moments.items()
    ]
    gone = [f"DROP TRIGGER search_{moment} ON {table}" for moment in moments]
    return RunSQL(
        [function, *triggers, into + told.format(table)],
        [*gone, f"DROP FUNCTION search_{table}()"],
    )


def pairs(words):
    """The same in Python, of each word: {two characters}."""
    plain = (re.sub(f"[{MARKS}]", "", word.lower()) for word in words.split())
    return {word[n : n + 2] for word in plain for n in range(len(word) - 1)}


def wanted(kinds, words):
    """{kind: [records]} that have the words' characters, each up to a thousand; None beyond it.

    Words of one character have no pair: they find nothing here. One query.
    """
    found = {kind: [] for kind in kinds}
    if wanted := pairs(words):
        rows = SearchEntry.objects.filter(grams__contains=sorted(wanted))
        first, *others = (_of_kind(rows, kind) for kind in kinds)
        for kind, record in first.union(*others, all=True):
            found[kind].append(record)
    return {kind: records if len(records) <= MOST else None for kind, records in found.items()}


def _of_kind(rows, kind):
    """A unit of the county serves every township below it."""
    if kind != Found.UNIT:
        rows = rows.filter(place__gte=REACH, place__lt=REACH_END)
    return rows.filter(kind=kind).values_list("kind", "record")[: MOST + 1]
