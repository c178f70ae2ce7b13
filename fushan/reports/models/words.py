"""What a bulletin may be, where it may stand and move, and the parts it is made of."""

from django.db import models


class BulletinKind(models.TextChoices):
    BRIEFING = "briefing", "简报"
    NOTICE = "notice", "通报"


class BulletinState(models.TextChoices):
    DRAFT = "draft", "草稿"
    REVIEW = "review", "审核中"
    FINAL = "final", "定稿"


MOVES = {
    BulletinState.DRAFT: (BulletinState.REVIEW,),
    BulletinState.REVIEW: (BulletinState.DRAFT, BulletinState.FINAL),
    BulletinState.FINAL: (),
}


class Section(models.TextChoices):
    """In the order in which they stand on paper; the four in the article's order."""

    OPENING = "0", "开头"
    IDENTITY = "1", "铭初心、亮身份"
    TRAINING = "2", "菜单培训、导师帮带"
    MATTERS = "3", "三事制度、项目倾斜"
    RESULTS = "4", "看显绩、看潜绩"
    CASES = "5", "典型做法"
    ASKED = "6", "需要协调解决的事"
    NEXT = "7", "下步打算"


CHAPTERS = (Section.IDENTITY, Section.TRAINING, Section.MATTERS, Section.RESULTS)
