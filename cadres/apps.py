from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"
    label = "cadres"
    verbose_name = "选派干部"
