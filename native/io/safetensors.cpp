#include "io/safetensors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "io/header.h"
#include "nn/error.h"

namespace te::io {

namespace {

constexpr uint64_t max_header = 100'000'000;  // the reference's own limit

struct Dtype {
  const char* name;
  at::ScalarType type;
};
constexpr Dtype dtypes[] = {
    {"F64", at::kDouble},  {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}, {"I64", at::kLong},
    {"I32", at::kInt},     {"I16", at::kShort}, {"I8", at::kChar},  {"U8", at::kByte},       {"BOOL", at::kBool},
    {"C64", at::kComplexFloat}, {"U16", at::kUInt16}, {"U32", at::kUInt32}, {"U64", at::kUInt64},
    {"F8_E4M3", at::kFloat8_e4m3fn}, {"F8_E5M2", at::kFloat8_e5m2},
};

class File {
 public:
  File(const std::string& path, int flags, mode_t mode = 0) : path(path), fd(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
    if (fd < 0) fail("cannot be opened");
  }
  ~File() { close(); }
  File(const File&) = delete;

  [[noreturn]] void fail(const char* what) const { te::fail(Code::file, path, " ", what, ": ", std::strerror(errno)); }

  void read(void* to, size_t bytes) {
    for (char* out = static_cast<char*>(to); bytes > 0;) {
      const ssize_t got = ::read(fd, out, std::min<size_t>(bytes, 1 << 30));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail("cannot be read");
      if (got == 0) te::fail(Code::file, path, " became shorter while it was read");
      out += got;
      bytes -= got;
    }
  }
  void write(const void* from, size_t bytes) {
    for (const char* in = static_cast<const char*>(from); bytes > 0;) {
      const ssize_t put = ::write(fd, in, std::min<size_t>(bytes, 1 << 30));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) fail("cannot be written");
      in += put;
      bytes -= put;
    }
  }
  void sync() {
    if (::fsync(fd) != 0) fail("cannot be synced");
  }
  void close() {
    if (fd >= 0) ::close(std::exchange(fd, -1));
  }

  const std::string path;
  int fd;
};

// The whole file as memory, freed with the last tensor that looks at it.
struct Memory {
  char* data = nullptr;
  size_t bytes = 0;
  bool mapped = false;
  ~Memory() {
    if (mapped) ::munmap(data, bytes);
    else std::free(data);
  }
};

std::shared_ptr<Memory> memory_of(File& file, size_t bytes, size_t read_already, const char* head, bool map) {
  auto memory = std::make_shared<Memory>();
  memory->bytes = bytes;
  if (map) {
    void* data = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.fd, 0);
    if (data == MAP_FAILED) file.fail("cannot be mapped");
    memory->data = static_cast<char*>(data);
    memory->mapped = true;
    return memory;
  }
  // Tensors begin at an aligned address when the header's length is a multiple of 8, as every writer pads it.
  memory->data = static_cast<char*>(std::aligned_alloc(64, (bytes + 63) / 64 * 64));
  if (!memory->data) te::fail(Code::memory, "No memory for the ", bytes, " bytes of ", file.path);
  std::memcpy(memory->data, head, read_already);
  file.read(memory->data + read_already, bytes - read_already);
  return memory;
}

const Dtype& dtype_named(const std::string& name, const std::string& tensor, const std::string& path) {
  for (const Dtype& dtype : dtypes)
    if (name == dtype.name) return dtype;
  fail(Code::unsupported, path, ": the tensor '", tensor, "' has the dtype ", name, ", which is not supported");
}

// The bytes that a shape takes. Multiplied whole even past a zero, so that an impossible shape never passes.
uint64_t bytes_of(const Entry& entry, uint64_t item, const std::string& name, const std::string& path) {
  uint64_t bytes = item;
  for (const uint64_t size : entry.shape)
    if (size > INT64_MAX || __builtin_mul_overflow(bytes, size, &bytes))
      fail(Code::file, path, " is no valid safetensors file: the shape of '", name, "' is impossibly large");
  return bytes;
}

// Every byte of the data belongs to exactly one tensor, whose shape and dtype say the same number of bytes.
void check_layout(const Header& header, uint64_t data_bytes, const std::string& path) {
  std::vector<std::pair<const std::string, Entry>> order(header.entries.begin(), header.entries.end());
  std::vector<size_t> by_begin(order.size());
  for (size_t i = 0; i < order.size(); i++) by_begin[i] = i;
  std::sort(by_begin.begin(), by_begin.end(), [&](size_t a, size_t b) {
    return std::pair(order[a].second.begin, order[a].second.end) < std::pair(order[b].second.begin, order[b].second.end);
  });
  uint64_t reached = 0;
  for (const size_t i : by_begin) {
    const auto& [name, entry] = order[i];
    if (entry.begin != reached || entry.end < entry.begin)
      fail(Code::file, path, " is no valid safetensors file: '", name, "' begins at byte ", entry.begin, " of the data, wanted ", reached,
           entry.begin < reached ? " (tensors overlap)" : " (a gap)");
    const uint64_t wanted = bytes_of(entry, at::elementSize(dtype_named(entry.dtype, name, path).type), name, path);
    if (entry.end - entry.begin != wanted)
      fail(Code::file, path, " is no valid safetensors file: '", name, "' has ", entry.end - entry.begin, " bytes, its shape and dtype want ", wanted);
    reached = entry.end;
  }
  if (reached != data_bytes)
    fail(Code::file, path, " is no valid safetensors file: its tensors take ", reached, " bytes, the file has ", data_bytes,
         reached > data_bytes ? " (truncated? download it again)" : " (more than the header tells)");
}

}  // namespace

Safetensors load_safetensors(const std::string& path, bool map) {
  File file(path, O_RDONLY);
  struct stat status;
  if (::fstat(file.fd, &status) != 0) file.fail("cannot be read");
  if (!S_ISREG(status.st_mode)) fail(Code::file, path, " is not a file");
  const uint64_t file_bytes = status.st_size;
  uint64_t header_bytes = 0;
  if (file_bytes < sizeof header_bytes) fail(Code::file, path, " is no valid safetensors file: it has ", file_bytes, " bytes");
  file.read(&header_bytes, sizeof header_bytes);
  if (header_bytes > max_header || header_bytes > file_bytes - sizeof header_bytes)
    fail(Code::file, path, " is no valid safetensors file: its header would take ", header_bytes, " bytes, the file has ", file_bytes);
  std::string head(sizeof header_bytes + header_bytes, '\0');
  std::memcpy(head.data(), &header_bytes, sizeof header_bytes);
  file.read(head.data() + sizeof header_bytes, header_bytes);

  Header header = parse_header(std::string_view(head).substr(sizeof header_bytes), path);
  check_layout(header, file_bytes - head.size(), path);
  const std::shared_ptr<Memory> memory = memory_of(file, file_bytes, head.size(), head.data(), map);

  Safetensors loaded;
  loaded.metadata = std::move(header.metadata);
  for (const auto& [name, entry] : header.entries) {
    const at::ScalarType type = dtype_named(entry.dtype, name, path).type;
    const std::vector<int64_t> shape(entry.shape.begin(), entry.shape.end());
    char* data = memory->data + head.size() + entry.begin;
    const size_t item = at::elementSize(type);
    if (entry.begin == entry.end) {
      loaded.tensors[name] = at::empty(shape, type);
    } else if (type == at::kBool || reinterpret_cast<uintptr_t>(data) % item != 0) {
      // A misaligned address, or a bool byte that is neither 0 nor 1, would be undefined behaviour in place.
      at::Tensor copy = at::empty(shape, type == at::kBool ? at::kByte : type);
      std::memcpy(copy.mutable_data_ptr(), data, entry.end - entry.begin);
      loaded.tensors[name] = type == at::kBool ? copy.ne(0) : copy;
    } else {
      loaded.tensors[name] = at::from_blob(data, shape, [memory](void*) {}, at::TensorOptions(type));
    }
  }
  return loaded;
}

void save_safetensors(const std::string& path, const Tensors& tensors, const Metadata& metadata) {
  // Widest items first, so that every tensor is aligned, then by name: the order of the reference's writer.
  struct Item {
    std::string name;
    at::Tensor tensor;
    const char* dtype;
  };
  std::vector<Item> items;
  for (const auto& [name, tensor] : tensors) {
    const Dtype* found = std::find_if(std::begin(dtypes), std::end(dtypes), [&](const Dtype& d) { return d.type == tensor.scalar_type(); });
    if (found == std::end(dtypes))
      fail(Code::dtype, "'", name, "' has dtype ", c10::toString(tensor.scalar_type()), ", which safetensors cannot hold");
    if (name == "__metadata__") fail(Code::config, "A tensor cannot be named __metadata__");
    items.push_back({name, tensor.detach().to(at::kCPU).contiguous(), found->name});
  }
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.tensor.element_size() > b.tensor.element_size(); });

  std::string json = "{";
  if (!metadata.empty()) {
    json += "\"__metadata__\":{";
    for (const auto& [key, value] : metadata) json += (json.back() == '{' ? "" : ",") + json_string(key) + ":" + json_string(value);
    json += "}";
  }
  uint64_t at = 0;
  for (const Item& item : items) {
    json += (json.size() == 1 ? "" : ",") + json_string(item.name) + ":{\"dtype\":\"" + item.dtype + "\",\"shape\":[";
    for (int64_t i = 0; i < item.tensor.dim(); i++) json += (i ? "," : "") + std::to_string(item.tensor.size(i));
    json += c10::str("],\"data_offsets\":[", at, ",", at + item.tensor.nbytes(), "]}");
    at += item.tensor.nbytes();
  }
  json += "}";
  json.resize((json.size() + 7) / 8 * 8, ' ');

  static std::atomic<unsigned> serial{0};
  const std::filesystem::path target(path), folder = target.has_parent_path() ? target.parent_path() : ".";
  const std::string temporary = (folder / c10::str(".", target.filename().string(), ".", ::getpid(), ".", serial++, ".tmp")).string();
  File file(temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
  try {
    struct stat old;
    if (::stat(path.c_str(), &old) == 0) ::fchmod(file.fd, old.st_mode & 07777);
    const uint64_t header_bytes = json.size();
    file.write(&header_bytes, sizeof header_bytes);
    file.write(json.data(), json.size());
    for (const Item& item : items) file.write(item.tensor.const_data_ptr(), item.tensor.nbytes());
    file.sync();
    file.close();
    if (::rename(temporary.c_str(), path.c_str()) != 0) te::fail(Code::file, path, " cannot be replaced: ", std::strerror(errno));
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  File(folder.string(), O_RDONLY | O_DIRECTORY).sync();
}

}  // namespace te::io
