//! Digests made up by rule, as many as one wants and always the same for a seed: Chinese and
//! English, tags by Zipf's law, pages that several of them report. For measuring, not for reading.

use fastrand::Rng;
use std::fmt::Write;

const TAGS: [&str; 48] = [
    "kubernetes",
    "云原生",
    "istio",
    "service-mesh",
    "服务网格",
    "envoy",
    "ebpf",
    "prometheus",
    "observability",
    "可观测性",
    "opentelemetry",
    "gitops",
    "argo",
    "flux",
    "helm",
    "containerd",
    "wasm",
    "ai",
    "大模型",
    "gpu",
    "security",
    "安全",
    "supply-chain",
    "sigstore",
    "etcd",
    "raft",
    "cilium",
    "gateway-api",
    "knative",
    "serverless",
    "dapr",
    "operator",
    "platform-engineering",
    "平台工程",
    "finops",
    "edge",
    "边缘计算",
    "kubeedge",
    "volcano",
    "batch",
    "storage",
    "rook",
    "vitess",
    "tikv",
    "rust",
    "go",
    "release",
    "case-study",
];
const CATEGORIES: [&str; 10] = [
    "cloud-native",
    "security",
    "service-mesh",
    "ai-infra",
    "observability",
    "platform",
    "storage",
    "networking",
    "community",
    "runtime",
];
const AUTHORS: [&str; 12] = [
    "desk one",
    "desk two",
    "night desk",
    "云报编辑部",
    "值班编辑",
    "周末编辑",
    "desk three",
    "guest desk",
    "网络组",
    "存储组",
    "安全组",
    "runtime desk",
];
const SUBJECTS: [(&str, &str); 16] = [
    ("The scheduler", "调度器"),
    ("The control plane", "控制平面"),
    ("A sidecar proxy", "边车代理"),
    ("The ingress gateway", "入口网关"),
    ("The operator", "控制器"),
    ("The policy engine", "策略引擎"),
    ("A node agent", "节点代理"),
    ("The metrics pipeline", "指标管道"),
    ("The image builder", "镜像构建器"),
    ("The storage driver", "存储驱动"),
    ("The certificate issuer", "证书签发服务"),
    ("A device plugin", "设备插件"),
    ("The admission webhook", "准入控制"),
    ("The service registry", "服务注册中心"),
    ("The autoscaler", "弹性伸缩组件"),
    ("The event bus", "事件总线"),
];
const VERBS: [(&str, &str); 12] = [
    ("keeps", "保存着"),
    ("reconciles", "不断调谐"),
    ("rejects", "会拒绝"),
    ("exposes", "对外暴露"),
    ("watches", "持续监听"),
    ("signs", "为之签名"),
    ("drains", "逐步排空"),
    ("caches", "在本地缓存"),
    ("splits", "按权重切分"),
    ("retries", "失败后重试"),
    ("encrypts", "加密"),
    ("measures", "度量"),
];
const OBJECTS: [(&str, &str); 16] = [
    ("every request of the workload", "工作负载的每一次请求"),
    ("the desired state of the cluster", "集群的期望状态"),
    ("objects without an owner", "没有属主的对象"),
    ("traffic between two versions", "两个版本之间的流量"),
    ("the identity of a pod", "Pod 的身份"),
    ("spans that took too long", "耗时过长的调用链"),
    ("layers that are already there", "已经存在的镜像层"),
    ("the queue of a tenant", "某个租户的队列"),
    ("a snapshot of the volume", "存储卷的快照"),
    ("the budget of an error", "错误预算"),
    ("connections on the old port", "旧端口上的连接"),
    ("a lease that nobody renews", "无人续约的租约"),
    ("the topology of the rack", "机架的拓扑"),
    ("limits set by the namespace", "命名空间设定的上限"),
    ("records with high cardinality", "高基数的记录"),
    ("secrets at rest", "静态存放的密钥"),
];
const HOSTS: [&str; 14] = [
    "kubernetes.example",
    "istio.example",
    "envoyproxy.example",
    "prometheus.example",
    "opentelemetry.example",
    "etcd.example",
    "cilium.example",
    "github.example",
    "blog.example",
    "docs.example",
    "lwn.example",
    "cncf.example",
    "volcano.example",
    "rust.example",
];

/// The file name and the text of one digest of a library of so many. `seed` and `number` decide
/// everything.
pub fn digest(seed: u64, number: usize, of: usize) -> (String, String) {
    let mut random = Rng::with_seed(seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let chinese = random.u8(0..10) < 6;
    // The newest first: number 0 is of the last day.
    let days = (of / 40).clamp(30, 3_000);
    let day = number * days / of.max(1);
    let date = date(day);
    let title = title(&mut random, chinese);
    let mut text = String::with_capacity(7_000);
    let tags: Vec<&str> = (0..random.usize(2..6)).map(|_| zipf(&mut random, &TAGS)).collect();
    let _ = write!(
        text,
        "---\nlayout: post\ntitle: \"{title}\"\ndate: {date} 09:00:00 +0800\nauthor: {}\nsource: https://{}/digests/{number}\ncategories: [{}]\ntags: [{}]\n---\n\n# {title}\n\n",
        random.choice(AUTHORS).unwrap_or("desk"),
        random.choice(HOSTS).unwrap_or("blog.example"),
        zipf(&mut random, &CATEGORIES),
        tags.join(", "),
    );
    paragraph(&mut random, chinese, 3, &mut text);
    text.push_str(if chinese { "## 主要新闻\n\n" } else { "## News\n\n" });
    for _ in 0..random.usize(5..10) {
        story(&mut random, chinese, of, &mut text);
    }
    if random.u8(0..4) == 0 {
        text.push_str("```yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: reviews\nspec:\n  replicas: 3\n```\n\n");
    }
    text.push_str(if chinese { "## 分析\n\n" } else { "## Analysis\n\n" });
    for _ in 0..3 {
        paragraph(&mut random, chinese, 5, &mut text);
    }
    text.push_str(if chinese { "## 结论\n\n" } else { "## Conclusion\n\n" });
    paragraph(&mut random, chinese, 2, &mut text);
    (format!("{date}-digest-{number:06}.md"), text)
}

fn story(random: &mut Rng, chinese: bool, of: usize, text: &mut String) {
    // Pages are reported anew now and then, a few of them often.
    let pages = (of * 7).max(1);
    let page = if random.u8(0..10) < 3 {
        random.usize(0..(pages / 20).max(1))
    } else {
        random.usize(0..pages)
    };
    let host = HOSTS[page % HOSTS.len()];
    let name = title(random, chinese);
    let _ = write!(text, "### {name}\n\n");
    paragraph(random, chinese, 3, text);
    let _ = write!(text, "**Source:** [{name}](https://{host}/news/{page}/)\n\n");
}

fn title(random: &mut Rng, chinese: bool) -> String {
    let (subject, object) = (pick(random, &SUBJECTS), pick(random, &OBJECTS));
    let version = format!("1.{}.{}", random.u8(20..40), random.u8(0..12));
    if chinese {
        format!("{} {version}：{}", subject.1, object.1)
    } else {
        format!("{} {version} and {}", subject.0, object.0)
    }
}

fn paragraph(random: &mut Rng, chinese: bool, sentences: usize, text: &mut String) {
    for _ in 0..sentences {
        let (subject, verb, object) =
            (pick(random, &SUBJECTS), pick(random, &VERBS), pick(random, &OBJECTS));
        let tag = zipf(random, &TAGS);
        let number = random.u32(1..5_000);
        let _ = if chinese {
            write!(
                text,
                "{}{}{}，在 {tag} 的场景下约有 {number} 个实例，**需要注意：**先备份再升级。",
                subject.1, verb.1, object.1
            )
        } else {
            write!(
                text,
                "{} {} {}; with {tag} that is about {number} instances, see `{}` there. ",
                subject.0,
                verb.0,
                object.0,
                random.u16(..)
            )
        };
    }
    text.push_str("\n\n");
}

fn pick<'a, T>(random: &mut Rng, among: &'a [T]) -> &'a T {
    &among[random.usize(..among.len())]
}

/// One of them, the nth about n times as rare as the first.
fn zipf<'a>(random: &mut Rng, among: &[&'a str]) -> &'a str {
    // A thousand for the first, a thousand nths for the nth.
    let weights: usize = (1..=among.len()).map(|rank| 1_000 / rank).sum();
    let mut left = random.usize(0..weights);
    for (index, one) in among.iter().enumerate() {
        match left.checked_sub(1_000 / (index + 1)) {
            Some(rest) => left = rest,
            None => return one,
        }
    }
    among[0]
}

/// The day so many days before the end of October 2026, as `YYYY-MM-DD`; a year has twelve months
/// of 28 days here.
fn date(days_before: usize) -> String {
    let day = (2026 * 12 + 9) * 28 + 27 - days_before;
    format!("{:04}-{:02}-{:02}", day / 28 / 12, day / 28 % 12 + 1, day % 28 + 1)
}
