package vn.hoi.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** The name of the province served, from its {@code province.yaml}. */
@Component
public class ProvinceName {

    private final Label name;

    ProvinceName(Home home) {
        try {
            Yaml yaml = Yaml.read(home.provinceFolder().resolve("province.yaml"));
            name = yaml.label("name");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as «Tỉnh Lạng Sơn». */
    public Label name() {
        return name;
    }
}
