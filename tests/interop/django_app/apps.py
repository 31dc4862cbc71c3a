from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = 'django_app'
    label = 'interop'
    default_auto_field = 'django.db.models.BigAutoField'
