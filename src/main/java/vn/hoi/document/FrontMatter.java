package vn.hoi.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.document.OfficialDocument.Page;

/** The head of a template's file, as {@code schema/print.schema.json} has it; texts may hold tags. */
record FrontMatter(
        Label name,
        @Nullable String superior,
        @Nullable String issuer,
        @Nullable String place,
        @Nullable String number,
        @Nullable String date,
        @Nullable String title,
        @Nullable String subject,
        @JsonProperty("issued-by") @Nullable String issuedBy,
        @Nullable List<String> basis,
        @Nullable String authority,
        @Nullable String office,
        @Nullable String signer,
        @Nullable String counterpart,
        @Nullable List<String> recipients,
        @Nullable String page,
        @Nullable String size,
        boolean qr) {

    boolean isUprightA5() {
        return "A5".equals(size) && "portrait".equals(page);
    }

    Page sheet() {
        if ("A5".equals(size)) {
            return Page.A5_LANDSCAPE;
        }
        return "landscape".equals(page) ? Page.A4_LANDSCAPE : Page.A4_PORTRAIT;
    }
}
