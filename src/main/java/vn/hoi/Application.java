package vn.hoi;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The modules put together. */
@SpringBootApplication
public class Application {}
