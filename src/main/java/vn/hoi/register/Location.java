package vn.hoi.register;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point on the ground, in degrees of WGS 84.
 *
 * @param longitude east, -180 to 180
 * @param latitude north, -90 to 90
 */
public record Location(BigDecimal longitude, BigDecimal latitude) {

    private static final Pattern PAIR = Pattern.compile(
            "\\s*(-?\\d{1,3}(?:[.,]\\d{1,8})?)\\s*(?:;|,\\s|\\s|/)\\s*(-?\\d{1,3}(?:[.,]\\d{1,8})?)\\s*");

    /** Reads latitude and longitude as maps give them: {@code 21.8537, 106.7615}; empty for anything else. */
    public static Optional<Location> read(String text) {
        Matcher pair = PAIR.matcher(text);
        if (!pair.matches()) {
            return Optional.empty();
        }
        var latitude = new BigDecimal(pair.group(1).replace(',', '.'));
        var longitude = new BigDecimal(pair.group(2).replace(',', '.'));
        boolean fits = latitude.abs().compareTo(BigDecimal.valueOf(90)) <= 0
                && longitude.abs().compareTo(BigDecimal.valueOf(180)) <= 0;
        return fits ? Optional.of(new Location(longitude, latitude)) : Optional.empty();
    }

    /** As a form shows it and {@link #read} takes it back. */
    @Override
    public String toString() {
        return latitude.toPlainString() + ", " + longitude.toPlainString();
    }
}
