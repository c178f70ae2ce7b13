"""Mentors of the invented townships, whom they guide, and some notes."""

from datetime import timedelta

from fushan.demo.people import MARKS, SURNAMES
from mentors.models import Mentor, MentoringNote, MentorKind, MentorWord, Pairing, Speciality, Way

POOL = [
    (MentorKind.OFFICIAL, "乡镇党建办主任", [Speciality.BRANCH, Speciality.PEOPLE], "会议记录"),
    (MentorKind.OFFICIAL, "乡镇司法所所长", [Speciality.DISPUTES, Speciality.LAND], "地界、合同"),
    (MentorKind.GROWER, "玉露香梨合作社理事长", [Speciality.INDUSTRY], "香梨管护、销路"),
    (MentorKind.RETIRED, "退休的经管站站长", [Speciality.PROJECTS, Speciality.SERVICE], "清账"),
]
DONE = [
    ("一起入户，教怎么和老人拉家常", [Way.LEAD], "下月一起去另一组"),
    ("看了支部会议记录，讲了怎么记", [Way.PASS], ""),
    ("帮着找农业农村局对接项目", [Way.HELP], "把申报书改出来"),
    ("到示范村看合作社怎么分红", [Way.LEAD, Way.BRING], ""),
]
WORD = "肯下村，遇事先听群众怎么说。"
EXAMPLE = "学了记支委会，现在村里每次会议记录都有人、有事、有结果。"
ALONE = 0.1


def lay_mentors(county):
    """Four in each township; nearly every cadre has one some weeks after coming."""
    pools = {code: _pool(county, code, n) for n, code in enumerate(sorted(county.clerks))}
    posted = [p for p in county.postings if p.ended_on is None and not _is_new(county, p)]
    load = {mentor: mentor.cap for pool in pools.values() for mentor in pool}
    for posting in posted:
        free = [mentor for mentor in pools[posting.village_id[:9]] if load[mentor]]
        if free and county.random.random() > ALONE:
            mentor = county.random.choice(free)
            load[mentor] -= 1
            _guided(county, mentor, posting)


def _is_new(county, posting):
    return county.on - posting.began_on < timedelta(days=20)


def _pool(county, code, number):
    return [
        Mentor.objects.create(
            area_id=code,
            name=f"{SURNAMES[(number * 4 + n) % len(SURNAMES)]}示例师{MARKS[number % len(MARKS)]}",
            kind=kind,
            post=post,
            specialities=good_at,
            about=about,
            offered_beyond=kind == MentorKind.RETIRED,
            cap=4,
            joined_on=county.began_on,
        )
        for n, (kind, post, good_at, about) in enumerate(POOL)
    ]


def _guided(county, mentor, posting):
    place = {"cadre": posting.cadre, "village_id": posting.village_id}
    began = min(posting.began_on + timedelta(days=county.random.randrange(7, 20)), county.on)
    clerk = county.clerks[mentor.area_id]
    held = {"began_on": began, "place": "镇政府会议室", "entered_by": clerk}
    pairing = Pairing.objects.create(mentor=mentor, **held, **place)
    day = began
    while (day := day + timedelta(days=county.random.randrange(40, 120))) <= county.on:
        text, ways, following = county.random.choice(DONE)
        MentoringNote.objects.create(
            pairing=pairing,
            happened_on=day,
            text=text,
            ways=ways,
            next_step=following,
            entered_by=posting.cadre.user,
            **place,
        )
    for year in range(began.year, county.on.year):
        MentorWord.objects.create(
            pairing=pairing, year=year, text=WORD, example=EXAMPLE, entered_by=clerk, **place
        )
