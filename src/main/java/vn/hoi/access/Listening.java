package vn.hoi.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.StartStep;
import vn.hoi.database.StartFailure;

/** Before the first request: a server with demonstration accounts, whose password everybody may know, stays on this machine. */
@Component
class Listening implements StartStep {

    /** After the demonstration accounts are made. */
    private static final int ORDER = 910;

    private final JdbcClient database;
    private final @Nullable String address;
    private final boolean withDemonstration;

    Listening(
            JdbcClient database,
            @Value("${server.address:#{null}}") @Nullable String address,
            @Value("${hoi.listen-with-demonstration:false}") boolean withDemonstration) {
        this.database = database;
        this.address = address;
        this.withDemonstration = withDemonstration;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String says() {
        return "địa chỉ lắng nghe";
    }

    @Override
    public void run() {
        if (address == null || isLoopback(address) || withDemonstration) {
            return;
        }
        boolean demonstration = database.sql(
                        "select exists (select from access.account where demonstration and closed_at is null)")
                .query(Boolean.class)
                .single();
        if (demonstration) {
            throw new StartFailure(
                    "ACC-070: Còn tài khoản trình diễn nên máy chủ chỉ lắng nghe trên chính máy này; đóng các tài"
                            + " khoản đó, chạy với dữ liệu mới và --scale 0, hoặc chấp nhận bằng --listen-with-demonstration.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
