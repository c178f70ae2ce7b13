from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fushan.desk"
    label = "desk"
    verbose_name = "表单与设置"
