from django.apps import AppConfig


class MentorsConfig(AppConfig):
    name = "mentors"
    label = "mentors"
    verbose_name = "导师帮带"
