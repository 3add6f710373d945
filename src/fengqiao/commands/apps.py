from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "fengqiao.commands"
    label = "commands"
