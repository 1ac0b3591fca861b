package vn.hoi.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoi.database.StartFailure;

/**
 * Where the server listens and under which names it answers.
 *
 * @param address 127.0.0.1 unless one is given
 * @param hosts names beside those of loopback
 */
record Listen(String address, List<String> hosts, boolean withDemonstration) {

    private static final String HERE = "127.0.0.1";
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    static Listen of(Arguments arguments) {
        String address = arguments.option("listen", HERE);
        List<String> named = Stream.of(arguments.option("host", "").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        named.stream()
                .filter(host -> !host.matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]"))
                .findFirst()
                .ifPresent(host -> {
                    throw new StartFailure("«" + host
                            + "» không phải là tên máy chủ; ghi tên không kèm cổng, ví dụ --host hoi.langson.gov.vn.");
                });
        if (EVERYWHERE.contains(address) && named.isEmpty()) {
            throw new StartFailure(
                    "Lắng nghe ở mọi địa chỉ thì cần biết máy chủ mang tên nào; thêm --host, ví dụ --listen " + address
                            + " --host hoi.langson.gov.vn.");
        }
        try {
            InetAddress known = InetAddress.getByName(address);
            List<String> hosts = named.isEmpty() && !known.isLoopbackAddress() ? List.of(address) : named;
            return new Listen(address, hosts, arguments.options().containsKey("listen-with-demonstration"));
        } catch (UnknownHostException e) {
            throw new StartFailure(
                    "«" + address + "» không phải là địa chỉ của máy này; ví dụ --listen 192.168.1.10.", e);
        }
    }

    /** The name to open it by. */
    String name() {
        return hosts.isEmpty() ? "localhost" : hosts.getFirst();
    }
}
