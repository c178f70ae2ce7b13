"""What a request asks more than once is answered once, and anew in the next."""

from fushan.desk.models import Holiday, Setting, overrides, setting
from fushan.kit.once import remembering
from tests.queries import at_most


def test_settings_are_read_once_a_request(db):
    with remembering(), at_most(1):
        assert [setting("presence_floor"), setting("month_closes_on")] == ["20", "10"]


def test_outside_a_request_they_are_read_each_time(db):
    assert setting("presence_floor") == "20"
    Setting.objects.create(key="presence_floor", value="18")
    assert setting("presence_floor") == "18"


def test_what_is_changed_within_a_request_is_read_anew(db):
    with remembering():
        assert setting("presence_floor") == "20"
        Setting.objects.create(key="presence_floor", value="18")
        assert setting("presence_floor") == "18"


def test_the_next_request_remembers_nothing_of_this_one(db):
    with remembering():
        assert overrides() == {}
    Holiday.objects.create(day="2026-10-01", is_working=False, name="示例")
    with remembering():
        assert len(overrides()) == 1
