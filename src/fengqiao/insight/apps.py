from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "fengqiao.insight"
    label = "insight"

    def ready(self) -> None:
        """Register the paper."""
        from fengqiao.insight import papers  # noqa: F401  declares the paper once models are loaded
