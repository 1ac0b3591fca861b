package vn.hoi.common;

import java.nio.file.Path;

/**
 * Where the declarations stand and which province is served.
 *
 * @param root the folder that holds {@code fields/}, {@code schema/} and {@code provinces/}
 * @param province the folder's name under {@code provinces/}
 */
public record Home(Path root, String province) {

    public Path fields() {
        return root.resolve("fields");
    }

    public Path schema() {
        return root.resolve("schema");
    }

    /** Values of the province served. */
    public Path provinceFolder() {
        return root.resolve("provinces").resolve(province);
    }
}
