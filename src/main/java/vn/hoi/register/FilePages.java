package vn.hoi.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.SecurityHeaders;
import vn.hoi.common.Twin;

/** {@code /files}: a file of a record handed over, and for machines a file sent before the record that names it. */
@Controller
class FilePages {

    private final Files files;

    FilePages(Files files) {
        this.files = files;
    }

    /** The name in the address is for people; the number counts. */
    @Access(Access.Level.SIGNED_IN)
    @GetMapping({"/files/{number}", "/files/{number}/{name}"})
    ResponseEntity<byte[]> file(@PathVariable String number) {
        if (!number.matches("\\d{1,18}")) {
            throw Problem.unknown("FIL-404", "Địa chỉ tệp không đúng; mở lại bản ghi để xem các tệp.");
        }
        Attached file = files.get(Long.parseLong(number));
        // what came from outside is handed over and never shown inside this site
        ContentDisposition disposition = ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        // text was taken only when it read as UTF-8
        MediaType type = MediaType.parseMediaType(
                file.type().startsWith("text/") ? file.type() + ";charset=UTF-8" : file.type());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Content-Security-Policy", SecurityHeaders.SANDBOX)
                .contentType(type)
                .body(files.content(file.number()));
    }

    /** Part {@code file}; the number in the answer is what a record's column of files names. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin send(@RequestParam("file") MultipartFile sent) throws IOException {
        Attached kept = files.keep(sent);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("file", kept.number());
        body.put("name", kept.name());
        body.put("type", kept.type());
        body.put("size", kept.size());
        return Twin.page("register/registers")
                .status(201)
                .seeOther(kept.address())
                .json(() -> body);
    }
}
