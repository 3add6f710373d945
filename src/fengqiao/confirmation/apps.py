from django.apps import AppConfig


class ConfirmationConfig(AppConfig):
    name = "fengqiao.confirmation"
    label = "confirmation"

    def ready(self) -> None:
        from fengqiao.confirmation import procedure  # noqa: F401  declares the steps once models are loaded
