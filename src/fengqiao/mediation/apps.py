from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "fengqiao.mediation"
    label = "mediation"

    def ready(self) -> None:
        from fengqiao.mediation import procedure_closing  # noqa: F401  declares the steps once models are loaded
