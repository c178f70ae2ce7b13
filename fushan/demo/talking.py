"""Talk rooms and chat groups of the invented villages."""

from fushan.demo.people import MARKS, SURNAMES
from villages.models import ChatGroup, TalkRoom

HOURS = ["每周二上午 9:00—11:30", "每周一、四下午 3:00—5:00", "每天上午 8:30—11:00"]
PLACES = ["村委会一层", "党员活动室", "老学校东屋"]
WITHOUT = 8  # one village in so many has none yet


def lay_talking(county):
    rooms, groups = [], []
    for n, village in enumerate(county.villages):
        if n % WITHOUT == WITHOUT - 1:
            continue
        by = county.clerks[village.township_id]
        names = [f"{SURNAMES[(n + k) % len(SURNAMES)]}示例{MARKS[n % len(MARKS)]}" for k in (3, 7)]
        told = {"place": PLACES[n % 3], "hours": HOURS[n % 3]}
        duty = f"单周 {names[0]}\n双周 {names[1]}"
        rooms.append(TalkRoom(village=village, duty=duty, entered_by=by, **told))
        group = {"name": f"{village.name}村民群", "owner": names[0], "households": 60 + n * 3}
        groups.append(ChatGroup(village=village, entered_by=by, **group))
    TalkRoom.objects.bulk_create(rooms)
    ChatGroup.objects.bulk_create(groups)
