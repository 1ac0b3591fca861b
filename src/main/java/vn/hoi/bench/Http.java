package vn.hoi.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Callers that keep their connections and cost little beside the server they measure. */
public final class Http {

    /** What a load came to. */
    public record Load(double perSecond, double p99Millis) {}

    private static final double MILLI = 1e6;

    private final int port;
    private final String authorization;
    private final String accept;

    /** Sends nobody's name. */
    public Http(int port) {
        this(port, "", "application/json");
    }

    /** Sends a machine's key with each request. */
    public Http(int port, String token) {
        this(port, "Authorization: Bearer " + token + "\r\n", "application/json");
    }

    private Http(int port, String authorization, String accept) {
        this.port = port;
        this.authorization = authorization;
        this.accept = accept;
    }

    /** The same caller, who asks for pages as people read them. */
    Http forPages() {
        return new Http(port, authorization, "text/html");
    }

    /** What stands at an address. */
    byte[] content(String address) {
        try (var caller = new Caller(port, authorization, accept)) {
            return caller.get(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Milliseconds of single requests, sorted, after some to get warm. */
    List<Double> times(String address, int warm, int times) {
        List<Double> took = new ArrayList<>();
        try (var caller = new Caller(port, authorization, accept)) {
            for (int index = 0; index < warm + times; index++) {
                long begin = System.nanoTime();
                caller.get(address);
                if (index >= warm) {
                    took.add((System.nanoTime() - begin) / MILLI);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(took);
        return took;
    }

    /** All callers at once, each asking again as soon as it was answered. */
    Load load(List<String> addresses, int callers, int seconds) {
        List<Double> all = Collections.synchronizedList(new ArrayList<>());
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        List<Throwable> broken = Collections.synchronizedList(new ArrayList<>());
        for (int index = 0; index < callers; index++) {
            threads.add(Thread.ofPlatform().start(() -> {
                List<Double> own = new ArrayList<>();
                try (var caller = new Caller(port, authorization, accept)) {
                    while (System.nanoTime() < end) {
                        String address =
                                addresses.get(ThreadLocalRandom.current().nextInt(addresses.size()));
                        long begin = System.nanoTime();
                        caller.get(address);
                        own.add((System.nanoTime() - begin) / MILLI);
                    }
                } catch (IOException | RuntimeException e) {
                    broken.add(e);
                }
                all.addAll(own);
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("a caller broke off", broken.getFirst());
        }
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return new Load(sorted.size() / (double) seconds, Measured.percentile(sorted, 0.99));
    }

    /** One connection. */
    private static final class Caller implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final String authorization;
        private final String accept;

        Caller(int port, String authorization, String accept) throws IOException {
            this.accept = accept;
            this.authorization = authorization;
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        /** @throws IllegalStateException when the answer is not 200 */
        byte[] get(String address) throws IOException {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n"
                                    + authorization + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = line();
            if (!status.contains(" 200")) {
                throw new IllegalStateException(address + ": " + status);
            }
            long length = -1;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String small = header.toLowerCase(java.util.Locale.ROOT);
                if (small.startsWith("content-length:")) {
                    length = Long.parseLong(small.substring(15).strip());
                }
                chunked |= small.startsWith("transfer-encoding:") && small.contains("chunked");
            }
            if (!chunked) {
                return in.readNBytes(Math.toIntExact(length));
            }
            var content = new ByteArrayOutputStream();
            for (int part = Integer.parseInt(line(), 16); part > 0; part = Integer.parseInt(line(), 16)) {
                content.writeBytes(in.readNBytes(part));
                line();
            }
            line();
            return content.toByteArray();
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int letter = in.read(); letter != '\n'; letter = in.read()) {
                if (letter < 0) {
                    throw new IOException("connection closed");
                }
                if (letter != '\r') {
                    line.append((char) letter);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
