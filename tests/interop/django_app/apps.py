from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = 'django_app'
    label = 'interop'
    default_auto_field = 'django.db.models.BigAutoField'

    def ready(self):
        """Registers what paths may end in to the library without being asked."""
        from django.db.models import CharField, DecimalField, FloatField, IntegerField, TextField
        from django.db.models.functions import Abs, Length, Lower, Trim, Upper
        for transform in Length, Lower, Trim, Upper:
            CharField.register_lookup(transform)
            TextField.register_lookup(transform)
        for kind in DecimalField, FloatField, IntegerField:
            kind.register_lookup(Abs)
