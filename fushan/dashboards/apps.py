from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "fushan.dashboards"
    label = "dashboards"
    verbose_name = "看板"
