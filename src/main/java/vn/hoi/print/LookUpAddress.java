package vn.hoi.print;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.register.PublicView;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/** Where anybody can look up a record, as the QR code of its prints says: {@code https://host/p/register/key}. */
@Component
class LookUpAddress {

    private static final int LONGEST = 300;

    private final Environment settings;

    LookUpAddress(Environment settings) {
        this.settings = settings;
    }

    /**
     * The address of a record; of the page of all look-ups while it has no key yet.
     *
     * @param numberIn column of the print's number, which is the key where it may be
     */
    String of(Register register, Row row, @Nullable String numberIn) {
        return host()
                + key(register, row, numberIn).map(key -> path(register, key)).orElse("/p");
    }

    private static Optional<String> key(Register register, Row row, @Nullable String numberIn) {
        @Nullable PublicView view = register.publicView();
        if (view == null) {
            return Optional.empty();
        }
        List<String> columns = view.lookUpBy().stream()
                .sorted(java.util.Comparator.comparing((String column) -> !column.equals(numberIn)))
                .toList();
        return columns.stream()
                .map(row::value)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst();
    }

    private static String path(Register register, String key) {
        String path = "/p/" + register.id() + "/"
                + Arrays.stream(key.split("/", -1))
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
        if (path.length() > LONGEST) {
            throw new Problem(422, "PRI-422", "Khóa tra cứu quá dài để in mã QR; rút ngắn giá trị của cột tra cứu.");
        }
        return path;
    }

    private String host() {
        String port = settings.getProperty("local.server.port", settings.getProperty("server.port", "8080"));
        String host = settings.getProperty("hoi.public-address", "http://localhost:" + port);
        return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
    }
}
