// SPDX-License-Identifier: GPL-3.0-or-later
// The physical quantities of the model: bytes, seconds, rates and work. Each is a type of its own, so that adding a time to a size
// does not compile, and each is made by a named maker, so that GB (10^9) and GiB (2^30) cannot be confused.
// Anyone may use it; all values are plain and thread-safe.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 cannot read the library's <concepts>
#include <compare>
#endif

namespace shardscape {

/// Arithmetic shared by all quantities: sums and differences of the same kind, scaling by numbers, and the ratio of two of a kind.
/// Stored as a double in the base unit; exact for whole bytes and FLOPs up to 2^53.
template <class Self> class Quantity {
public:
    constexpr Quantity() = default;

    friend constexpr Self operator+(Self a, Self b) { return Self::fromBase(a.m_base + b.m_base); }
    friend constexpr Self operator-(Self a, Self b) { return Self::fromBase(a.m_base - b.m_base); }
    friend constexpr Self operator*(Self a, double factor) { return Self::fromBase(a.m_base * factor); }
    friend constexpr Self operator*(double factor, Self a) { return Self::fromBase(a.m_base * factor); }
    friend constexpr Self operator/(Self a, double divisor) { return Self::fromBase(a.m_base / divisor); }
    friend constexpr double operator/(Self a, Self b) { return a.m_base / b.m_base; }
    friend constexpr Self& operator+=(Self& a, Self b) { a.m_base += b.m_base; return a; }
    friend constexpr Self& operator-=(Self& a, Self b) { a.m_base -= b.m_base; return a; }
    friend constexpr auto operator<=>(const Self& a, const Self& b) { return a.m_base <=> b.m_base; }
    friend constexpr bool operator==(const Self& a, const Self& b) { return a.m_base == b.m_base; }

    /// The value in the base unit (bytes, seconds, bytes per second, FLOP, FLOP per second): for files, derivations and plots only.
    [[nodiscard]] constexpr double base() const { return m_base; }

protected:
    constexpr explicit Quantity(double base) : m_base{base} {}

private:
    double m_base = 0.0;
};

/// An amount of memory or traffic. GB is 10^9 bytes, GiB is 2^30 bytes; the maker's name says which.
class Bytes : public Quantity<Bytes> {
public:
    constexpr Bytes() = default;
    static constexpr Bytes fromBytes(double v) { return Bytes{v}; }
    static constexpr Bytes fromMiB(double v) { return Bytes{v * 1024.0 * 1024.0}; }
    static constexpr Bytes fromGiB(double v) { return Bytes{v * 1024.0 * 1024.0 * 1024.0}; }
    static constexpr Bytes fromGB(double v) { return Bytes{v * 1e9}; }
    static constexpr Bytes fromBase(double v) { return Bytes{v}; }
    [[nodiscard]] constexpr double inBytes() const { return base(); }
    [[nodiscard]] constexpr double inGiB() const { return base() / (1024.0 * 1024.0 * 1024.0); }
    [[nodiscard]] constexpr double inGB() const { return base() / 1e9; }

private:
    constexpr explicit Bytes(double v) : Quantity{v} {}
};

/// A span of time.
class Seconds : public Quantity<Seconds> {
public:
    constexpr Seconds() = default;
    static constexpr Seconds fromSeconds(double v) { return Seconds{v}; }
    static constexpr Seconds fromMilliseconds(double v) { return Seconds{v * 1e-3}; }
    static constexpr Seconds fromMicroseconds(double v) { return Seconds{v * 1e-6}; }
    static constexpr Seconds fromBase(double v) { return Seconds{v}; }
    [[nodiscard]] constexpr double inSeconds() const { return base(); }
    [[nodiscard]] constexpr double inMilliseconds() const { return base() * 1e3; }
    [[nodiscard]] constexpr double inMicroseconds() const { return base() * 1e6; }

private:
    constexpr explicit Seconds(double v) : Quantity{v} {}
};

/// A rate of transfer in ONE direction. Data sheets print NVLink as the sum of both directions and NICs as one: halve the former first.
class BytesPerSecond : public Quantity<BytesPerSecond> {
public:
    constexpr BytesPerSecond() = default;
    static constexpr BytesPerSecond fromBytesPerSecond(double v) { return BytesPerSecond{v}; }
    static constexpr BytesPerSecond fromGBPerSecond(double v) { return BytesPerSecond{v * 1e9}; }
    static constexpr BytesPerSecond fromGbitPerSecond(double v) { return BytesPerSecond{v * 1e9 / 8.0}; }
    static constexpr BytesPerSecond fromBase(double v) { return BytesPerSecond{v}; }
    [[nodiscard]] constexpr double inBytesPerSecond() const { return base(); }
    [[nodiscard]] constexpr double inGBPerSecond() const { return base() / 1e9; }

private:
    constexpr explicit BytesPerSecond(double v) : Quantity{v} {}
};

/// An amount of arithmetic: floating-point operations, a multiply-add counting as two.
class Flops : public Quantity<Flops> {
public:
    constexpr Flops() = default;
    static constexpr Flops fromFlops(double v) { return Flops{v}; }
    static constexpr Flops fromTeraFlops(double v) { return Flops{v * 1e12}; }
    static constexpr Flops fromBase(double v) { return Flops{v}; }
    [[nodiscard]] constexpr double inFlops() const { return base(); }
    [[nodiscard]] constexpr double inTeraFlops() const { return base() / 1e12; }

private:
    constexpr explicit Flops(double v) : Quantity{v} {}
};

/// A rate of arithmetic, dense (no 2:4 sparsity).
class FlopsPerSecond : public Quantity<FlopsPerSecond> {
public:
    constexpr FlopsPerSecond() = default;
    static constexpr FlopsPerSecond fromFlopsPerSecond(double v) { return FlopsPerSecond{v}; }
    static constexpr FlopsPerSecond fromTeraFlopsPerSecond(double v) { return FlopsPerSecond{v * 1e12}; }
    static constexpr FlopsPerSecond fromBase(double v) { return FlopsPerSecond{v}; }
    [[nodiscard]] constexpr double inFlopsPerSecond() const { return base(); }
    [[nodiscard]] constexpr double inTeraFlopsPerSecond() const { return base() / 1e12; }

private:
    constexpr explicit FlopsPerSecond(double v) : Quantity{v} {}
};

constexpr Seconds operator/(Bytes amount, BytesPerSecond rate) { return Seconds::fromSeconds(amount.base() / rate.base()); }
constexpr BytesPerSecond operator/(Bytes amount, Seconds time) { return BytesPerSecond::fromBase(amount.base() / time.base()); }
constexpr Bytes operator*(BytesPerSecond rate, Seconds time) { return Bytes::fromBase(rate.base() * time.base()); }
constexpr Seconds operator/(Flops work, FlopsPerSecond rate) { return Seconds::fromSeconds(work.base() / rate.base()); }
constexpr FlopsPerSecond operator/(Flops work, Seconds time) { return FlopsPerSecond::fromBase(work.base() / time.base()); }
constexpr Flops operator*(FlopsPerSecond rate, Seconds time) { return Flops::fromBase(rate.base() * time.base()); }

static_assert(Bytes::fromGiB(1.0) > Bytes::fromGB(1.0));
static_assert(BytesPerSecond::fromGbitPerSecond(400) == BytesPerSecond::fromGBPerSecond(50));

} // namespace shardscape
