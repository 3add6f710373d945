from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "fengqiao.commands"
    label = "commands"

    def ready(self) -> None:
        from fengqiao.commands import checks  # noqa: F401  registers the start-up checks once models are loaded
