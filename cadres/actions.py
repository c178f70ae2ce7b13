"""What can be done to cadres that touches more than one row."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.desk.models import Attachment
from fushan.inbox.models import tell
from fushan.org.models import Role, User


@transaction.atomic
def post(cadre, *, village, on, **details):
    """Send a cadre to a village. Whatever post was open ends that day."""
    cadre.postings.on(on).update(ended_on=on)
    posting = cadre.postings.create(village=village, began_on=on, **details)
    follow(cadre)
    if cadre.user:
        said = f"自{date_format(on, 'Y年n月j日')}起，您到{village}任职。"
        tell(cadre.user, said, "village", village.pk)
    return posting


@transaction.atomic
def end_posting(posting, *, on, reason):
    """End a posting; the cadre stands at the county until the next one."""
    posting.ended_on, posting.reason = on, reason
    posting.save()
    follow(posting.cadre)


def follow(cadre):
    """The cadre's place, their private row's, photo's and account's follow today's posting."""
    open_posting = cadre.postings.on(localdate()).first()
    place = open_posting.village_id if open_posting else cadre.area_code[:6]
    if place != cadre.area_code:
        cadre.area_code = place
        cadre.save()
        Attachment.objects.of(cadre).update(area_code=place)
    if cadre.user and cadre.user.area_code != cadre.area_code:
        cadre.user.area_code = cadre.area_code
        cadre.user.save()


@transaction.atomic
def open_account(cadre, *, password):
    """An account for a cadre who has none. The name is pinyin and number, so it meets no other."""
    user = User.objects.create_user(
        f"{cadre.pinyin.replace(' ', '')[:30]}{cadre.pk}",
        password,
        name=cadre.name,
        role=Role.VILLAGE,
        area_code=cadre.area_code,
        cadre_id=cadre.pk,
        must_change_password=True,
    )
    cadre.user = user
    cadre.save()
    return user
