from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "fushan.reports"
    label = "reports"
    verbose_name = "材料"
