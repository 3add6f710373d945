from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "fengqiao.cases"
    label = "cases"

    def ready(self) -> None:
        from fengqiao.cases import checks  # noqa: F401  registers the start-up check once models are loaded
