"""What a township says of a month beyond what is reckoned."""

from cadres.models import Presence
from fushan.desk.forms import RecordForm


class PresenceForm(RecordForm):
    class Meta:
        model = Presence
        fields = ["weekend_days", "absent_days", "note"]
        help_texts = {
            "weekend_days": "天",
            "absent_days": "天；批了的假和出公差、培训不算",
            "note": "填了“另外不在村”请写明情况",
        }

    def clean(self):
        presence, cleaned = self.instance, self.cleaned_data
        if presence.confirmed_at:
            presence.confirmed_by = presence.confirmed_at = None
        extra = (cleaned.get("weekend_days") or 0) - (cleaned.get("absent_days") or 0)
        days = presence.working_days - presence.leave_days + extra
        if days < 0:
            self.add_error("absent_days", "不在村的天数比应在村的还多，请核对。")
        presence.days = max(days, 0)
        if cleaned.get("absent_days") and not cleaned.get("note"):
            self.add_error("note", "填了“另外不在村”，请写明情况。")
