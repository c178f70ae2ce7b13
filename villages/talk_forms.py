"""What is typed about talk rooms and chat groups."""

from django.forms import Textarea

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from villages.models import ChatGroup, TalkRoom


class _InUse(RecordForm):
    """A new one is in use; when it was closed is asked of those that are there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["closed_on"]


class TalkRoomForm(_InUse):
    class Meta:
        model = TalkRoom
        fields = ["place", "hours", "duty", "closed_on"]
        widgets = {
            "duty": Textarea(attrs={"rows": 5, "data-autogrow": ""}),
            "closed_on": DayInput,
        }
        help_texts = {
            "place": "如“村委会一层”",
            "hours": "如“每周二上午 9:00—11:30”",
            "duty": "一行一班，如“周二 张三”；会印在公示单上，不写电话",
            "closed_on": "还在用的空着",
        }


class ChatGroupForm(_InUse):
    class Meta:
        model = ChatGroup
        fields = ["name", "owner", "households", "closed_on"]
        widgets = {"closed_on": DayInput}
        help_texts = {"households": "大概几户就行", "closed_on": "还在用的空着"}
