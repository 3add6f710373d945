from django.apps import AppConfig


class ConfirmationConfig(AppConfig):
    name = "fengqiao.confirmation"
    label = "confirmation"

    def ready(self) -> None:
        from fengqiao.confirmation import decisions, procedure  # noqa: F401  declare the steps once models are loaded
