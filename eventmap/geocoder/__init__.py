"""Names to coordinates for tables and for geopy: the gazetteer first, an online geocoder only when it is asked for by name.

    OfflineGeocoder()                       a geopy Geocoder, works with RateLimiter and pandas' apply
    OnlineGeocoder("nominatim")             any geocoder of geopy, one request a second, answers kept on disk
    geocode(["al-Bab"], near=(36.4, 37.5))  a DataFrame, one row a name
    geocode(frame)                          the same for a table with columns name, admin1, admin2, country
"""

from eventmap.geocoder.offline import MIN_SCORE, OfflineGeocoder
from eventmap.geocoder.online import OnlineGeocoder
from eventmap.geocoder.table import geocode

__all__ = ["MIN_SCORE", "OfflineGeocoder", "OnlineGeocoder", "geocode"]
