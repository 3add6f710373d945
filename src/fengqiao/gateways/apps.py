from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    name = "fengqiao.gateways"
    label = "gateways"

    def ready(self) -> None:
        from fengqiao.gateways import checks  # noqa: F401  registers the start-up check once settings are loaded
